/** What is rendered for, unless said otherwise. */
export const defaultLokiVersion = "3.7.6";

/** Loki's image of that version, of the index of all platforms. Several independent public projects pin the digest. */
export const defaultLokiImage =
  "grafana/loki:3.7.6@sha256:efd47c67f9bac88ca29bcf8cb997d9ab29d1848bd0aff579282295542a745952";

/** The oldest version that has Thanos' clients for stores, which are Loki 4's. */
const oldest = [3, 4] as const;

export type LokiVersion = readonly [major: number, minor: number];

/** Undefined for what is not a version, or one that is too old. */
export function readLokiVersion(text: string): LokiVersion | undefined {
  const [, major, minor] = /^v?(\d{1,3})\.(\d{1,3})\.\d{1,3}(?:-[0-9A-Za-z.-]{1,40})?$/.exec(text) ?? [];
  if (major === undefined || minor === undefined) return undefined;
  const version = [Number(major), Number(minor)] as const;
  return isAtLeast(version, oldest) ? version : undefined;
}

export function isAtLeast([major, minor]: LokiVersion, [otherMajor, otherMinor]: LokiVersion): boolean {
  return major > otherMajor || (major === otherMajor && minor >= otherMinor);
}
