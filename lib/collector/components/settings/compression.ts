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
   * For `gzip`, `zlib` and `deflate`: 1 (fast) to 9 (small), -2 (Huffman only), -1 or 0 (the algorithm's own choice). For `zstd`: any, the nearest
   * level that it has is taken. Other compressions take none.
   *
   * @default - the algorithm's own choice
   */
  readonly level?: number;
}
