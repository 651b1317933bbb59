import { join } from "node:path";
import { buildSync } from "esbuild";

const contract = join(__dirname, "..", "..", "lib", "contract");

/** Bundles an entry as an application does: the sources in the bundle, and its size. */
function bundle(entry: string): { readonly sources: readonly string[]; readonly bytes: number } {
  const { metafile, outputFiles } = buildSync({
    stdin: { contents: `export * from ${JSON.stringify(entry)};`, resolveDir: contract },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "cjs",
    platform: "node",
  });
  const inputs = Object.entries(metafile.inputs).map(([path]) => path.split("/lib/").at(-1) ?? path);
  return { sources: inputs.map((path) => path.replace(/^lib\//, "")), bytes: outputFiles[0]!.contents.length };
}

describe("an application that imports the model of contracts", () => {
  test("bundles only the model's own files, without the checker and the pattern parser", () => {
    const { sources } = bundle("./model");
    expect(sources).toContain("contract/model/index.ts");
    expect(sources.filter((path) => !path.startsWith("contract/model/") && path !== "<stdin>")).toEqual([]);
  });

  test("bundles less than 12 kB, minified", () => {
    const { bytes } = bundle("./model");
    expect(bytes).toBeGreaterThan(1000);
    expect(bytes).toBeLessThan(12_000);
  });
});
