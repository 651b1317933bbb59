import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import shop from "../../examples/shop/sightline.config";
import { makeDashboards } from "../../lib/cli/dashboards/made";
import { broken } from "./invariants";

// The dashboards of the shop are committed, so they are the goldens: `npm run -s sightline -- dashboards` writes them.

const root = join(__dirname, "..", "..");
const folder = join(root, "dashboards");

test("the shop's dashboards are those that its configuration makes, and there are no others", async () => {
  const { dashboards, files } = await makeDashboards({ config: shop, cwd: root, file: "sightline.config.ts" });
  const present = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".json"));
  expect(present.sort()).toEqual([...files.keys()].sort());
  const differing = [...files].filter(
    ([path, text]) => !existsSync(join(folder, path)) || readFileSync(join(folder, path), "utf8") !== text,
  );
  // Then write them, and read the difference: npm run -s sightline -- dashboards
  expect(differing.map(([path]) => path)).toEqual([]);
  expect(dashboards.flatMap(broken)).toEqual([]);
});
