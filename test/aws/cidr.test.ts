import { readCidr } from "../../lib/aws";

test.each([
  ["10.20.0.0/20", { first: 10 * 2 ** 24 + 20 * 2 ** 16, prefix: 20 }],
  ["0.0.0.0/0", { first: 0, prefix: 0 }],
  ["255.255.255.255/32", { first: 2 ** 32 - 1, prefix: 32 }],
])("%s is read", (text, block) => {
  expect(readCidr(text)).toEqual(block);
});

test.each(["10.20.1.0/20", "10.256.0.0/16", "10.0.0.0/33", "10.0.0/8", "10.0.0.0", "::/0", " 10.0.0.0/8", ""])(
  "%s is not a block of addresses",
  (text) => {
    expect(readCidr(text)).toBeUndefined();
  },
);
