import { Document, isCollection, isMap, isNode, isScalar, isSeq, type Node, type Pair, visit } from "yaml";
import type { Path } from "../base";

/** A comment above a part of a text. Several above one part are all written, in their order. */
export interface YamlComment {
  readonly path: Path;
  readonly text: string;
}

/** Comments are folded at about so many characters, indentation not counted. */
const commentWidth = 100;

/** A list of plain values stands on one line if that is not longer. */
const longestLine = 100;

/**
 * A plain value as YAML 1.2, in blocks, one value a line; texts that YAML 1.1 would read as something else are in quotes. The same value gives the same text.
 *
 * @param comments above keys of objects, or items of lists; of paths that the value does not have, nothing is written
 */
export function printYaml(value: unknown, comments: readonly YamlComment[] = []): string {
  const document = new Document(value, { aliasDuplicateObjects: false, compat: "yaml-1.1" });
  for (const { path, text } of comments) {
    const node = commented(document, path);
    if (node === undefined) continue;
    const lines = folded(text).map((line) => ` ${line}`);
    node.commentBefore = [...(node.commentBefore == null ? [] : [node.commentBefore]), ...lines].join("\n");
  }
  visit(document, {
    Map: (_, map) => {
      for (const { key, value: list } of map.items as readonly Pair[])
        if (isSeq(list) && list.items.every((item) => isScalar(item) && item.commentBefore == null))
          list.flow = String(list).length + String(key).length < longestLine;
    },
    Seq: (_, { flow, items }) => {
      // Parsers of YAML 1.1, such as Go's, end a text on one line with others at its `?`.
      if (flow === true)
        for (const item of items)
          if (isScalar(item) && typeof item.value === "string" && item.value.includes("?")) item.type = "QUOTE_DOUBLE";
    },
  });
  if (isMap(document.contents))
    for (const { key } of document.contents.items.slice(1)) if (isNode(key)) key.spaceBefore = true;
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, singleQuote: false });
}

/** The node that a comment stands above: the key of an object's entry, or the item of a list. */
function commented(document: Document, path: Path): Node | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = (parent.items as readonly Pair[]).find(({ key }) => isScalar(key) && key.value === last);
    return isScalar(pair?.key) ? pair.key : undefined;
  }
  if (isCollection(parent)) {
    const item: unknown = parent.get(last, true);
    return item === undefined ? undefined : (item as Node);
  }
  return undefined;
}

function folded(text: string): string[] {
  return text
    .trim()
    .split("\n")
    .flatMap((paragraph) => {
      const lines: string[] = [];
      let open = "";
      for (const word of paragraph.split(/\s+/)) {
        if (open !== "" && open.length + 1 + word.length > commentWidth) {
          lines.push(open);
          open = word;
        } else open = open === "" ? word : `${open} ${word}`;
      }
      return [...lines, open];
    });
}
