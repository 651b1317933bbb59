/** A part of a log record: its body, an attribute, a resource attribute. A key with a dot is in brackets: `attributes["http.route"]`. */
export type LogField =
  | "body"
  | "attributes"
  | "resource"
  | `${"body" | "attributes" | "resource"}.${string}`
  | `${"body" | "attributes" | "resource"}[${string}`;

/** Bytes, as a number or with a unit: `16KiB`, `1MiB`. */
export type ByteSize = number | `${number}${"KB" | "KiB" | "MB" | "MiB" | "GB" | "GiB"}`;
