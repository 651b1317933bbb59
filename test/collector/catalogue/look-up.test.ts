import fc from "fast-check";
import {
  allComponents,
  componentFacts,
  defaultTarget,
  isAvailable,
  writtenType,
} from "../../../lib/collector/catalogue/look-up";
import { distributions } from "../../../lib/collector/catalogue/facts";
import { removedComponents } from "../../../lib/collector/catalogue/removed";
import { componentKinds } from "../../../lib/collector/model/component";

const otlpHttp = componentFacts("exporter", "otlp_http")!;

describe("the catalogue", () => {
  test("has the components of all distributions, each kind and type once", () => {
    const names = allComponents().map(({ kind, type }) => `${kind} ${type}`);
    expect(names.length).toBeGreaterThan(230);
    expect(new Set(names).size).toBe(names.length);
    for (const kind of componentKinds) expect(allComponents(kind).every((each) => each.kind === kind)).toBe(true);
  });

  test("has what a collector on AWS is made of", () => {
    const used = {
      receiver: "otlp prometheus file_log awsecscontainermetrics host_metrics awsxray statsd",
      processor:
        "memory_limiter batch filter transform redaction attributes resource resource_detection tail_sampling probabilistic_sampler " +
        "cumulative_to_delta delta_to_cumulative k8s_attributes interval",
      connector: "span_metrics count forward routing service_graph",
      exporter:
        "otlp_grpc otlp_http awsemf awsxray awscloudwatchlogs prometheus prometheus_remote_write awss3 load_balancing elasticsearch file debug nop",
      extension: "health_check sigv4auth bearertokenauth basicauth file_storage pprof zpages",
    } as const;
    const missing = componentKinds.flatMap((kind) =>
      used[kind].split(" ").filter((type) => componentFacts(kind, type)?.type !== type),
    );
    expect(missing).toEqual([]);
  });

  test("knows a component by the name of today and by its former one", () => {
    expect(componentFacts("exporter", "otlphttp")).toBe(otlpHttp);
    expect(componentFacts("receiver", "filelog")?.type).toBe("file_log");
    expect(componentFacts("receiver", "otlp")?.type).toBe("otlp");
  });

  test("no former name is the name of another component", () => {
    const former = allComponents().filter(({ formerly }) => formerly !== undefined);
    expect(former.filter(({ kind, formerly }) => componentFacts(kind, formerly!.type)?.formerly !== formerly)).toEqual(
      [],
    );
  });

  test("has looked at no component that it says is gone, but those that went lately", () => {
    const both = removedComponents.filter(({ kind, type }) => componentFacts(kind, type) !== undefined);
    expect(both.filter(({ since }) => since === undefined)).toEqual([]);
  });

  test("says what a version writes", () => {
    expect(writtenType(otlpHttp, "0.143.0")).toBe("otlphttp");
    expect(writtenType(otlpHttp, otlpHttp.formerly!.until)).toBe("otlp_http");
    expect(writtenType(componentFacts("receiver", "otlp")!, "0.143.0")).toBe("otlp");
  });

  test("says what a distribution has", () => {
    const has = (kind: "processor" | "exporter", type: string, distribution: (typeof distributions)[number]) =>
      isAvailable(componentFacts(kind, type)!, { ...defaultTarget, distribution });
    expect(has("processor", "transform", "contrib")).toBe(true);
    expect(has("processor", "transform", "adot")).toBe(false);
    expect(has("processor", "tail_sampling", "core")).toBe(false);
    expect(has("processor", "tail_sampling", "custom")).toBeUndefined();
    expect(has("exporter", "awsemf", "adot")).toBe(true);
    expect(has("exporter", "awsemf", "k8s")).toBe(false);
  });

  test("says nothing of what a version had that was not looked at", () => {
    expect(isAvailable(otlpHttp, { distribution: "contrib", version: "0.100.0" })).toBeUndefined();
    expect(isAvailable(otlpHttp, { distribution: "contrib", version: "latest" })).toBeUndefined();
  });

  test("look-ups take any text", () => {
    const text = fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "toString", "0.159.0", "v1", ""));
    fc.assert(
      fc.property(
        fc.constantFrom(...componentKinds),
        text,
        text,
        fc.constantFrom(...distributions),
        (kind, type, version, distribution) => {
          const facts = componentFacts(kind, type);
          if (facts !== undefined) expect([facts.type, facts.formerly?.type]).toContain(type);
          const written = writtenType(facts ?? otlpHttp, version);
          expect(
            componentFacts(kind === "exporter" || facts !== undefined ? (facts ?? otlpHttp).kind : "exporter", written),
          ).toBe(facts ?? otlpHttp);
          expect([true, false, undefined]).toContain(isAvailable(facts ?? otlpHttp, { distribution, version }));
        },
      ),
    );
  });
});
