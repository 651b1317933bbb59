import { deprecatedSettings } from "../../../lib/collector/catalogue/deprecated-settings";
import type { Setting } from "../../../lib/collector/catalogue/facts";
import { compareVersions, componentFacts } from "../../../lib/collector/catalogue/look-up";
import { settingsOf } from "../../../lib/collector/catalogue/settings";
import { isVersion } from "../../../lib/collector/catalogue/versions";

describe("settings that changed", () => {
  test("are those of components that the catalogue has, by the name of today", () => {
    const unknown = deprecatedSettings.filter(
      ({ of }) => of !== "service" && of.type !== undefined && componentFacts(of.kind, of.type)?.type !== of.type,
    );
    expect(unknown).toEqual([]);
  });

  test("have versions in order", () => {
    for (const { since, gone } of deprecatedSettings) {
      for (const version of [since, gone]) if (version !== undefined) expect(isVersion(version)).toBe(true);
      if (since !== undefined && gone !== undefined) expect(compareVersions(since, gone)).toBeLessThan(0);
    }
  });

  test("are recorded where a version takes them", () => {
    const missing = deprecatedSettings.flatMap(({ of, path, gone, anywhere }) => {
      if (of === "service" || of.type === undefined || gone !== undefined || anywhere === true) return [];
      const settings = settingsOf(of.kind, of.type);
      return settings === undefined || hasPath(settings, path.split(".")) ? [] : [`${of.kind} ${of.type}: ${path}`];
    });
    expect(missing).toEqual([]);
  });
});

function hasPath(setting: Setting, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return true;
  if (setting.type === "any") return true;
  if (setting.type !== "object") return false;
  if (key === "*") return Object.values(setting.keys).some((each) => hasPath(each, rest));
  const inner = setting.keys[key];
  return inner === undefined ? setting.open === true : hasPath(inner, rest);
}
