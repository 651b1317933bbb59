/** First bytes of files that people pass by mistake, and what to do with them. */
const MAGIC: readonly (readonly [string, string, string])[] = [
  ["504b0304", "a zip archive", "Unpack it first."],
  ["425a68", "bzip2", "Decompress it with bzip2 -dc first."],
  ["fd377a585a00", "xz", "Decompress it with xz -dc first."],
  ["1f8b", "gzip inside what was decompressed", "It was compressed twice: decompress it once with gzip -dc first."],
  ["28b52ffd", "zstd inside what was decompressed", "It was compressed twice: decompress it once with zstd -dc first."],
  ["50415231", "Parquet", "Export its message column as text or JSON lines."],
  ["4f626a01", "Avro", "Convert it to JSON lines first."],
  ["53514c697465", "an SQLite database", "Export its rows as JSON lines first."],
];

/** Where a tar archive has its magic number: after the name of its first file, which is text. */
const TAR = "ustar";
const TAR_AT = 257;

const FIX = "Give files of text or JSON; see the formats that are read in the documentation.";

/** Why the beginning of a source is not text, and what to do; undefined where it is text. */
export function notText(head: Buffer): { readonly message: string; readonly fix: string } | undefined {
  for (const [bytes, name, fix] of MAGIC) {
    if (head.toString("hex", 0, bytes.length / 2) === bytes)
      return { message: `not text: it begins like ${name}`, fix };
  }
  if (head.toString("latin1", TAR_AT, TAR_AT + TAR.length) === TAR)
    return { message: "not text: it begins like a tar archive", fix: "Unpack it first." };
  return isBinary(head) ? { message: "not text: many bytes are not UTF-8", fix: FIX } : undefined;
}

/**
 * Whether more than one character in ten is not text: control characters, and bytes that are not UTF-8. Text in another
 * one-byte encoding has fewer.
 */
export function isBinary(bytes: Buffer): boolean {
  const text = bytes.toString("utf8");
  let strange = 0;
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  for (const found of text.matchAll(/[\0-\x06\x0e-\x1a\x1c-\x1f\ufffd]+/g)) strange += found[0].length;
  return strange * 10 > text.length;
}
