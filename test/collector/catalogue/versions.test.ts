import fc from "fast-check";
import { compareVersions, isVersion } from "../../../lib/collector/catalogue/versions";

const number = fc.nat(200).map(String);
const identifier = fc.oneof(number, fc.stringMatching(/^[0-9]*[A-Za-z-][0-9A-Za-z-]*$/));
const version = fc
  .tuple(number, number, number, fc.array(identifier, { maxLength: 3 }))
  .map(([a, b, c, pre]) => `${a}.${b}.${c}${pre.length === 0 ? "" : `-${pre.join(".")}`}`);

describe("versions", () => {
  test("are in the order that Semantic Versioning gives as its example", () => {
    const ordered = [
      "1.0.0-alpha",
      "1.0.0-alpha.1",
      "1.0.0-alpha.beta",
      "1.0.0-beta",
      "1.0.0-beta.2",
      "1.0.0-beta.11",
      "1.0.0-rc.1",
      "1.0.0",
      "2.0.0",
      "2.1.0",
      "2.1.1",
      "2.1.10",
    ];
    expect(ordered.toReversed().toSorted(compareVersions)).toEqual(ordered);
  });

  test("are the same with a v, and with metadata of a build", () => {
    expect(compareVersions("v0.159.0", "0.159.0+build.7")).toBe(0);
  });

  test.each(["0.159", "01.0.0", "1.0.0-01", "latest", "", "1.0.0 ", "1.0.0-"])("%p is no version", (text) => {
    expect(isVersion(text)).toBe(false);
    expect(compareVersions(text, "0.0.0-0")).toBeLessThan(0);
  });

  test("numbers may be longer than a number can be", () => {
    expect(compareVersions("0.0.90071992547409930", "0.0.90071992547409931")).toBeLessThan(0);
  });

  test("compare as an order of all texts", () => {
    const text = fc.oneof(version, fc.string());
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0);
        expect(compareVersions(a, a)).toBe(0);
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test("a release is after its pre-releases, and before the next one's", () => {
    fc.assert(
      fc.property(number, number, number, identifier, (a, b, c, pre) => {
        const release = `${a}.${b}.${c}`;
        expect(compareVersions(`${release}-${pre}`, release)).toBeLessThan(0);
        expect(compareVersions(release, `${a}.${b}.${Number(c) + 1}-${pre}`)).toBeLessThan(0);
      }),
    );
  });
});
