import fc from "fast-check";
import type { ReplayResult } from "../../../lib/replay/result";

// Keys whose texts have a meaning for reports.
const kept = new Set([
  "at",
  "from",
  "to",
  "firstRecord",
  "lastRecord",
  "state",
  "comparison",
  "logEdge",
  "undocumented",
]);

/** A result in which every text from outside is the same; each series has only its beginning. */
export function everywhere(result: ReplayResult, text: string): ReplayResult {
  const all = replaced(result, "", text) as ReplayResult;
  // A finding's severity and rule are not from outside.
  const findings = all.findings.map((finding, index) => ({
    ...finding,
    severity: result.findings[index]!.severity,
    rule: result.findings[index]!.rule,
  }));
  return { ...all, findings };
}

function replaced(value: unknown, key: string, text: string): unknown {
  if (typeof value === "string") return kept.has(key) ? value : text;
  if (Array.isArray(value))
    return (key === "points" ? value.slice(0, 9) : value).map((element) => replaced(element, key, text));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      (key === "channels" && typeof inner === "number") || key === "dimensions" ? text : name,
      // Kinds are not from outside, except those of channels.
      name === "kind" && key !== "channels" ? inner : replaced(inner, name, text),
    ]),
  );
}

/** Texts made of pieces that have a meaning in HTML, Markdown, XML or a terminal. */
export const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        // eslint-disable-next-line @typescript-eslint/no-misused-spread -- no character of it is made of several
        ..."<>&\"'`|\\*_[]()#@~$!{}-=:;/ \n\r\t\u0000\u001b\u0085\u202e\u2066\u200f\u2028\ufeff\ufffe",
        "</script>",
        "</style>",
        "</title>",
        "<!--",
        "-->",
        "]]>",
        "<img src=x onerror=alert(1)>",
        "&amp;",
        "&#60;",
        "https://example.com",
        "www.example.com",
        "@octocat",
        "#1",
        "\u001b[31m",
        "\ud800",
        "日本",
        "مرحبا",
        "😀",
      ),
      fc.string({ unit: "grapheme" }),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => `x${parts.join("")}`);
