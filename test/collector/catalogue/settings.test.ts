import fc from "fast-check";
import { allComponents } from "../../../lib/collector/catalogue/look-up";
import { defaultsOf, settingsOf } from "../../../lib/collector/catalogue/settings";
import { componentKinds } from "../../../lib/collector/model/component";

describe("recorded settings", () => {
  test("are there for most components, and are objects", () => {
    const known = allComponents().flatMap(({ kind, type }) => settingsOf(kind, type) ?? []);
    expect(known.length).toBeGreaterThan(120);
    expect(known.filter(({ type }) => type !== "object")).toEqual([]);
  });

  test("have keys of shared definitions beside their own", () => {
    const settings = settingsOf("exporter", "otlphttp");
    expect(settings).toMatchObject({
      keys: {
        endpoint: { type: "string" },
        timeout: { type: "duration" },
        sending_queue: {
          keys: { queue_size: { type: "integer" }, batch: { keys: { min_size: { type: "integer" } } } },
        },
        tls: { keys: { insecure: { type: "boolean" }, ca_file: { type: "string" } } },
      },
    });
  });

  test("may lead back to themselves", () => {
    const policies = settingsOf("processor", "tail_sampling");
    expect(policies).toMatchObject({ keys: { policies: { of: { keys: { and: { type: "object" } } } } } });
  });

  test("know what the version before knew, and what the newest does", () => {
    expect(settingsOf("exporter", "otlp_http")).toMatchObject({
      keys: { idle_conn_timeout: { type: "duration" }, keepalive: { type: "object" } },
    });
  });

  test("have the defaults that a collector prints", () => {
    expect(defaultsOf("exporter", "otlphttp")).toMatchObject({
      timeout: "30s",
      sending_queue: { queue_size: 1000, batch: { min_size: 8192 } },
    });
    expect(defaultsOf("receiver", "mysql")).toBeUndefined();
  });

  test("are looked up by any text", () => {
    const type = fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "valueOf"));
    fc.assert(
      fc.property(fc.constantFrom(...componentKinds), type, (kind, name) => {
        expect(settingsOf(kind, name)).toBe(settingsOf(kind, name));
        defaultsOf(kind, name);
      }),
    );
  });
});
