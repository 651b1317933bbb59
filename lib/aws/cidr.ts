/** A block of IPv4 addresses. */
export interface CidrBlock {
  /** Its first address, as a number. */
  readonly first: number;

  /** How many leading bits its addresses share: 16 of 10.0.0.0/16. */
  readonly prefix: number;
}

/** Any block of IPv4 addresses, for a JSON Schema; {@link readCidr} also looks at its numbers. */
export const cidrShape = /^(?:\d{1,3}\.){3}\d{1,3}\/\d{1,2}$/;

/** Reads `10.0.0.0/16`; undefined for any other text, also for a block that begins within another: 10.0.1.0/16. */
export function readCidr(text: string): CidrBlock | undefined {
  if (!cidrShape.test(text)) return undefined;
  const [address = "", bits = ""] = text.split("/");
  const parts = address.split(".").map(Number);
  const prefix = Number(bits);
  if (prefix > 32) return undefined;
  const first = parts.reduce((sum, part) => sum * 256 + part, 0);
  const block = { first, prefix };
  // Neither 256 nor 010, which AWS refuses: others read it as 8.
  return cidrText(block) === text && first % 2 ** (32 - prefix) === 0 ? block : undefined;
}

/** Writes a block: {@link readCidr} reads it back. */
export function cidrText({ first, prefix }: CidrBlock): string {
  const parts = [24, 16, 8, 0].map((bits) => Math.floor(first / 2 ** bits) % 256);
  return `${parts.join(".")}/${prefix}`;
}

/** The equal parts of a block, each of which has `bits` more leading bits in common. */
export function partsOfCidr({ first, prefix }: CidrBlock, bits: number): readonly CidrBlock[] {
  const size = 2 ** (32 - prefix - bits);
  return Array.from({ length: 2 ** bits }, (_, index) => ({ first: first + index * size, prefix: prefix + bits }));
}
