/** Whether an error of the database is about a file. Any other is an error in the query, which reading again does not fix. */
export function isAboutFiles(error: unknown): boolean {
  return /IO Error|Invalid Input Error|gzip|zstd|decompress/i.test(String(error));
}
