/** What is rendered for, unless said otherwise. */
export const defaultLokiVersion = "3.7.6";

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
