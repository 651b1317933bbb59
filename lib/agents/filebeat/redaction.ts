import type { Redaction } from "../../contract";
import { keyAlternatives, keyLinePatterns, mask } from "../redaction-patterns";

/**
 * A script for Filebeat's processor `script`, in ECMAScript 5.1. It goes through all that a line holds, without recursion: values of keys become a mask, and in
 * texts what has a shape. A line that it cannot go through is dropped, as it might hold what may not leave.
 *
 * @see https://www.elastic.co/docs/reference/beats/filebeat/processor-script
 */
export function redactionScript({ keys, shapes }: Redaction): string {
  const lines = keyLinePatterns(keys).map(({ by, expression }) => `  [${regex(expression, "gi")}, ${quoted(by)}]`);
  const values = shapes.flatMap(({ pattern }) => (pattern === undefined ? [] : [`  ${regex(pattern, "g")}`]));
  return `var key = ${keys.length === 0 ? "null" : regex(`^(?:[\\s\\S]*[.])?(?:${keyAlternatives(keys)})$`, "i")};
var lines = [
${lines.join(",\n")}
];
var shapes = [
${values.join(",\n")}
];

function masked(text) {
  for (var i = 0; i < lines.length; i++) {
    var by = lines[i][1];
    text = text.replace(lines[i][0], function (all, value) {
      return all.substring(0, all.length - value.length) + by;
    });
  }
  for (var j = 0; j < shapes.length; j++) text = text.replace(shapes[j], ${quoted(mask)});
  return text;
}

function process(event) {
  try {
    var open = [event.Get()];
    while (open.length > 0) {
      var group = open.pop();
      for (var name in group) {
        var value = group[name];
        if (key !== null && key.test(name)) group[name] = ${quoted(mask)};
        else if (typeof value === "string") {
          var text = masked(value);
          if (text !== value) group[name] = text;
        } else if (typeof value === "object" && value !== null) open.push(value);
      }
    }
  } catch (error) {
    event.Cancel();
  }
}
`;
}

function regex(source: string, flags: string): string {
  return `/${source.replaceAll(/\\[^]|\//g, (part) => (part === "/" ? "\\/" : part))}/${flags}`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
