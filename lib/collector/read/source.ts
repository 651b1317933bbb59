import type { ConfigPlace, Path } from "../../base";
import type { YamlText } from "../../yaml";

/** Where parts of a collector's configuration are written. The path is that in the configuration, whatever it stands in. */
export type PlaceOf = (path: Path, about?: "key" | "value") => ConfigPlace;

/** Places of a configuration that is a part of a document of YAML. */
export function placesIn(file: string, text: YamlText, root: Path): PlaceOf {
  return (path, about = "key") => ({
    kind: "config",
    path,
    file,
    ...text.place([...root, ...path], about),
  });
}

/**
 * Places of a configuration that is a text in a document of YAML. Of a literal block (`|`) each line has its own; other texts are one
 * place.
 *
 * @param inner the configuration
 * @param outer the document around it, and the path of the text in it
 */
export function placesInText(
  file: string,
  inner: YamlText,
  { document, lines, root }: { readonly document: YamlText; readonly lines: readonly string[]; readonly root: Path },
): PlaceOf {
  const start = document.place(root, "value");
  const header = lines[start.line - 1]?.slice(start.column - 1) ?? "";
  const indent = /^\|[-+0-9]*\s*(?:#.*)?$/.test(header) ? indentBelow(lines, start.line) : undefined;
  return (path, about = "key") => {
    const { column, line } = inner.place(path, about);
    const at = indent === undefined ? start : { line: start.line + line, column: indent + column };
    return { kind: "config", path, file, ...at };
  };
}

/** How far the first line that is not empty is indented, below a line. */
function indentBelow(lines: readonly string[], line: number): number {
  for (let at = line; at < lines.length; at++) {
    const text = lines[at] ?? "";
    if (text.trim() !== "") return text.length - text.trimStart().length;
  }
  return 0;
}
