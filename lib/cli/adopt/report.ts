import type { Row } from "../../adopt";
import { counted, line, markdownCode, markdownProse, pathText } from "../../base";
import { changeTexts, outcomeText } from "./words";

/** What a report is of. */
export interface Adopted {
  readonly rows: readonly Row[];

  /** Paths of the templates, as they were given. */
  readonly templates: readonly string[];

  /** Name of the stack. */
  readonly stack: string;

  /** Addresses of what is taken over, and is not made yet, as far as the templates tell. */
  readonly unapplied: readonly string[];
}

/** How many resources are taken over, read and left. */
export function countsText(rows: readonly Row[]): string {
  const count = (kind: Row["outcome"]["kind"]) => rows.filter(({ outcome }) => outcome.kind === kind).length;
  return `${counted(rows.length, "resource")}: ${count("taken")} taken over, ${count("read")} read, ${count("left")} left`;
}

/** The report as Markdown, which is committed with the configuration. */
export function adoptedMarkdown({ rows, stack, templates, unapplied }: Adopted): string {
  const taken = rows.filter(({ outcome }) => outcome.kind === "taken");
  return `# What was taken over

From ${templates.map(markdownCode).join(", ")}: ${countsText(rows)}.

- **taken over**: [\`sightline.config.yaml\`](sightline.config.yaml) has it, under the name that it has in AWS, and the first apply imports it.
- **read**: the configuration refers to it; whoever makes it goes on doing so.
- **left**: the configuration does not have it. It stays as it is.

${unappliedText(unapplied)}## The first apply

1. Read the configuration: severities are guessed from tags, names and topics; owners come from the tags \`Owner\` and \`Team\`.
2. \`npm install\`, then \`npx sightline check\`.
3. \`cdktf diff ${stack}\` must say: ${counted(taken.length, "resource")} to import, none to add, none to destroy. What it changes is in the table.
4. In the configuration that made these resources until now, put [\`removed.tf\`](removed.tf) in place of their blocks, and apply it: Terraform forgets them there, and destroys nothing.
5. \`cdktf deploy ${stack}\`. A second \`cdktf diff\` is empty.

## Resources

| Resource | Name | What becomes of it | What the first apply changes |
|---|---|---|---|
${rows.map(rowText).join("\n")}
`;
}

function rowText(row: Row): string {
  const name = row.name === undefined ? "" : markdownCode(row.name);
  const changes = changeTexts(row).map(withCode).join("<br>");
  return `| ${markdownCode(row.address)} | ${name} | ${outcomeMarkdown(row)} | ${changes} |`;
}

function outcomeMarkdown(row: Row): string {
  const { outcome } = row;
  if (outcome.kind === "left") return markdownProse(outcomeText(row));
  return `${outcome.kind === "taken" ? "taken over" : "read"}: ${markdownCode(pathText(outcome.at))}`;
}

/** The argument that a text begins with as code. */
function withCode(text: string): string {
  const colon = text.indexOf(": ");
  return `${markdownCode(text.slice(0, colon))}: ${markdownProse(text.slice(colon + 2))}`;
}

function unappliedText(addresses: readonly string[]): string {
  if (addresses.length === 0) return "";
  const shown = addresses.slice(0, 10).map((address) => `- ${markdownCode(address)}`);
  const more = addresses.length > 10 ? [`- and ${addresses.length - 10} more`] : [];
  return (
    line`The plan would still make ${counted(addresses.length, "resource")} of these. Apply it before: what does not exist cannot be imported.` +
    `\n\n${[...shown, ...more].join("\n")}\n\n`
  );
}
