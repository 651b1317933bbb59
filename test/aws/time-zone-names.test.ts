import fc from "fast-check";
import { nearestTimeZone, timeZone, timeZoneFix } from "../../lib/aws";

test.each([
  ["Europe/Berln", "Europe/Berlin"],
  ["europe/berlin ", "Europe/Berlin"],
  ["Europe/Kiyv", "Europe/Kyiv"],
  ["America/New York", "America/New_York"],
  ["Berlin", "Europe/Berlin"],
  ["new york", "America/New_York"],
  ["UTX", "UTC"],
  ["US/Estern", "US/Eastern"],
  ["Mars/Olympus_Mons", undefined],
  ["", undefined],
  ["+01:00", undefined],
])("%j is meant as %s", (written, meant) => {
  expect(nearestTimeZone(written)).toBe(meant);
});

test("a name with one letter too few or two exchanged has a near one, which is accepted", () => {
  const zones = Intl.supportedValuesOf("timeZone").filter((name) => name.length > 6);
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.nat(), fc.boolean(), (zone, seed, isExchanged) => {
      const at = 1 + (seed % (zone.length - 2));
      const rest = isExchanged ? zone.charAt(at + 1) + zone.charAt(at) + zone.slice(at + 2) : zone.slice(at + 1);
      const near = nearestTimeZone(zone.slice(0, at) + rest);
      expect(near).toBeDefined();
      expect(() => timeZone(near!)).not.toThrow();
      expect(timeZoneFix(zone.slice(0, at) + rest)).toContain(near);
    }),
    { numRuns: 100 },
  );
});
