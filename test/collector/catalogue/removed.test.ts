import { componentFacts, isAvailable } from "../../../lib/collector/catalogue/look-up";
import { removedComponents } from "../../../lib/collector/catalogue/removed";
import { isVersion } from "../../../lib/collector/catalogue/versions";

describe("components that went", () => {
  test("are named once, with what to do and a version", () => {
    const names = removedComponents.map(({ kind, type }) => `${kind} ${type}`);
    expect(new Set(names).size).toBe(names.length);
    expect(removedComponents.filter(({ since }) => since !== undefined && !isVersion(since))).toEqual([]);
  });

  test("are not there from that version on, also where the catalogue has them", () => {
    const mezmo = componentFacts("exporter", "mezmo")!;
    expect(isAvailable(mezmo, { distribution: "contrib", version: "0.160.0" })).toBe(true);
    expect(isAvailable(mezmo, { distribution: "contrib", version: "0.161.0" })).toBe(false);
  });

  test("are replaced by components that the catalogue has", () => {
    const named = removedComponents.flatMap(({ instead }) =>
      [...instead.matchAll(/the (receiver|processor|connector|exporter|extension) ([a-z0-9_]+)/g)].map(
        ([, kind = "", type = ""]) => [kind, type] as const,
      ),
    );
    expect(named.length).toBeGreaterThan(20);
    const unknown = named.filter(([kind, type]) => componentFacts(kind as "receiver", type)?.type !== type);
    expect(unknown).toEqual([]);
  });
});
