import fc from "fast-check";
import { cellTexts } from "../../lib/records/csv-cells";
import { RowSplitter } from "../../lib/records/csv-rows";

const ROOM = 64;

/** The rows of a text that is cut into chunks, as `line:text`, or as the line and what is wrong with it. */
function split(text: string, size = Number.MAX_SAFE_INTEGER, maxOpenBytes?: number, separator = ","): string[] {
  const found: string[] = [];
  const rows = new RowSplitter(
    { maxBytes: ROOM, ...(maxOpenBytes === undefined ? {} : { maxOpenBytes }) },
    {
      row: (bytes, start, end, line) => found.push(`${line}:${bytes.toString("utf8", start, end)}`),
      long: (_beginning, _length, line) => found.push(`${line} is long`),
      ...(maxOpenBytes === undefined ? {} : { unclosed: (line: number) => found.push(`${line} is not closed`) }),
    },
  );
  rows.separator = separator.charCodeAt(0);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) rows.push(bytes.subarray(at, at + size));
  rows.end();
  if (rows.unfinished !== undefined) found.push(`${rows.unfinished} is unfinished`);
  return found;
}

test.each<[string, string, string[]]>([
  ["line ends", "a\nb\r\nc", ["1:a", "2:b", "3:c"]],
  ["line ends in quotes", '"a\n""b",c\nd', ['1:"a\n""b",c', "3:d"]],
  ["a quote inside a cell is a character", 'a"b\nc', ['1:a"b', "2:c"]],
  ["quotes that stay open", 'a\n"b\nc', ["1:a", "2 is unfinished"]],
  ["a long row", `a\n${"b".repeat(ROOM + 1)}\nc`, ["1:a", "2 is long", "3:c"]],
  ["a row that just fits", "b".repeat(ROOM), [`1:${"b".repeat(ROOM)}`]],
  ["nothing", "", []],
])("%s", (_what, text, expected) => {
  for (const size of [1, 2, 3, 1000]) expect(split(text, size)).toEqual(expected);
});

test("with a limit on rows over several lines, a quote that is not closed loses only its own line", () => {
  const text = 'a\n"b\nc\nd,"e\nf"\n"g';
  for (const size of [1, 3, 1000])
    expect(split(text, size, 8)).toEqual(["1:a", "2 is not closed", "3:c", '4:d,"e\nf"', "6 is not closed"]);
});

test("only a quote after the separator opens a cell", () => {
  expect(split('a;"b\nc"', 1000, undefined, ";")).toEqual(['1:a;"b\nc"']);
  expect(split('a;"b\nc"', 1000, undefined, ",")).toEqual(['1:a;"b', '2:c"']);
});

test.each([1, 3, 1000])(
  "quotes that stay open lose only their own line, however long the rest is, in chunks of %d",
  (size) => {
    const long = "d".repeat(ROOM);
    const expected = ["1:a", "2 is not closed", "3:c", `4:${long}`];
    expect(split(`a\n"b\nc\n${long}`, size, 10)).toEqual(expected);
  },
);

test("rows are the same for any size of chunks", () => {
  const piece = fc.constantFrom('"', '""', ",", "\n", "\r\n", "a", "ü", '"a\nb"', '"a,""b"""', "b".repeat(20));
  const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 20 }), fc.constantFrom(undefined, 10), (whole, size, open) => {
      expect(split(whole, size, open)).toEqual(split(whole, undefined, open));
    }),
  );
});

test.each<[string, string[] | undefined]>([
  ["", [""]],
  ["a,,b", ["a", "", "b"]],
  ['"a,""b""",c', ['a,"b"', "c"]],
  ['"a" ,b', ["a", "b"]],
  ['a"b"', ['a"b"']],
  ['"a"b', undefined],
  ['"a', undefined],
])("the cells of %j", (row, cells) => expect(cellTexts(row)).toEqual(cells));

test("a row may have any number of cells", () => {
  expect(cellTexts(",".repeat(999))).toHaveLength(1000);
});
