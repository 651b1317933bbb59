import fc from "fast-check";
import { cidrText, partsOfCidr, readCidr } from "../../lib/aws";

test.each([
  ["10.20.0.0/20", { first: 10 * 2 ** 24 + 20 * 2 ** 16, prefix: 20 }],
  ["0.0.0.0/0", { first: 0, prefix: 0 }],
  ["255.255.255.255/32", { first: 2 ** 32 - 1, prefix: 32 }],
])("%s is read", (text, block) => {
  expect(readCidr(text)).toEqual(block);
});

test.each([
  "10.20.1.0/20",
  "10.256.0.0/16",
  "10.0.0.0/33",
  "010.0.0.0/8",
  "10.0.0.0/08",
  "10.0.0/8",
  "10.0.0.0",
  "::/0",
  " 10.0.0.0/8",
  "",
])("%s is not a block of addresses", (text) => {
  expect(readCidr(text)).toBeUndefined();
});

const block = fc
  .integer({ min: 0, max: 32 })
  .chain((prefix) =>
    fc.integer({ min: 0, max: 2 ** prefix - 1 }).map((index) => ({ first: index * 2 ** (32 - prefix), prefix })),
  );

test("a block that is written is read again", () => {
  fc.assert(fc.property(block, (each) => expect(readCidr(cidrText(each))).toEqual(each)));
});

test("parts of a block follow each other, and fill it", () => {
  expect(partsOfCidr({ first: 0, prefix: 24 }, 2).map(cidrText)).toEqual([
    "0.0.0.0/26",
    "0.0.0.64/26",
    "0.0.0.128/26",
    "0.0.0.192/26",
  ]);
  fc.assert(
    fc.property(
      block.filter(({ prefix }) => prefix <= 29),
      fc.integer({ min: 0, max: 3 }),
      (whole, bits) => {
        const parts = partsOfCidr(whole, bits);
        let next = whole.first;
        for (const part of parts) {
          expect(readCidr(cidrText(part))).toEqual(part);
          expect(part.first).toBe(next);
          next += 2 ** (32 - part.prefix);
        }
        expect(next).toBe(whole.first + 2 ** (32 - whole.prefix));
      },
    ),
  );
});
