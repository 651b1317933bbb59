/** How an HTTP client may compress what it sends. */
export type HttpCompression = GrpcCompression | "zlib" | "deflate" | "x-snappy-framed" | "lz4";

/** How a gRPC client may compress what it sends. */
export type GrpcCompression = "gzip" | "zstd" | "snappy" | "none";

/**
 * How hard a compression works.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/config/confighttp/README.md
 */
export interface CompressionParams {
  /**
   * For `gzip`, `zlib` and `deflate`: 1 (fast) to 9 (small), -2 (Huffman only), -1 or 0 (the algorithm's own choice, 6). For `zstd`: 1 (fast), 3, 6
   * or 11 (small). Other compressions take none.
   *
   * @default - 6; for zstd 1
   */
  readonly level?: number;
}
