import { utcDate, utcTime } from "../times";
import { counted } from "../visible";
import { markup, none, type Markup } from "./markup";

/** A cell of a table. */
export interface Cell {
  readonly content: Markup | string;
  readonly className: string;
  /** Names its row. */
  readonly isHead: boolean;
}

export function cell(content: Markup | string, className = ""): Cell {
  return { content, className, isHead: false };
}

/** A cell whose text may be long. */
export function wide(content: Markup | string): Cell {
  return cell(content, "wide");
}

export function number(content: Markup | string): Cell {
  return cell(content, "number");
}

export function rowHead(content: Markup | string): Cell {
  return { content, className: "", isHead: true };
}

/** Maximum number of rows, an even number; of a longer table, the first and the last rows are shown. */
export const mostRows = 40;

/**
 * A table with a caption for screen readers. On a phone each row becomes a block whose cells are labelled with the names of their
 * columns; a table of class `narrow` remains a table.
 */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  className = "stacks",
): Markup {
  const shown = rows.length <= mostRows ? rows : [...rows.slice(0, mostRows / 2), ...rows.slice(-mostRows / 2)];
  const cut = rows.length - shown.length;
  const heads = head.map((name, index) => {
    const isNumber = rows[0]?.[index]?.className === "number";
    return markup`<th scope="col"${isNumber ? markup` class="number"` : none}>${name}</th>`;
  });
  return markup`<div class="scroll"><table class="${className}"><caption class="unseen">${caption}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>${shown.map((row) => markup`<tr>${row.map((one, index) => cellOf(one, head[index] ?? "", className))}</tr>\n`)}</tbody></table></div>
${cut === 0 ? none : markup`<p class="faint">${counted(cut, "row")} between the first and the last ${mostRows / 2} ${cut === 1 ? "is" : "are"} left out here; the JSON has them all.</p>`}`;
}

/** The time of day, and the date if it differs from that of `before`. */
export function time(at: number, before?: number): Markup {
  const isSameDay = before !== undefined && utcDate(before) === utcDate(at);
  return markup`${isSameDay ? none : markup`<span class="faint">${utcDate(at)}</span> `}${utcTime(at)}`;
}

function cellOf({ className, content, isHead }: Cell, name: string, tableClass: string): Markup {
  if (isHead) return markup`<th scope="row">${content}</th>`;
  const kind = className === "" ? none : markup` class="${className}"`;
  const label = tableClass === "stacks" ? markup` data-label="${name}"` : none;
  return markup`<td${kind}${label}>${content}</td>`;
}
