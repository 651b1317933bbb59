/** JSON on one line, everything else as it is written: numbers keep their digits. */
export function compact(json: Buffer): string {
  const text = json.toString("utf8").trim();
  return json.includes(0x0a) || json.includes(0x0d) ? text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, "$1") : text;
}
