import { line, type Path } from "../../base";
import { isFilledIn } from "../read/references";
import { componentsIn, family } from "./family";
import { at, below, listAt } from "./values";

/** Extensions that components use. */
export const extensionsNamed = family(
  {
    "extension-not-started": {
      severity: "error",
      what: "An extension that a component names, in auth.authenticator, in the storage of a queue or of a receiver, or in middlewares, is defined, and in service.extensions.",
      why: "The collector does not start: `otelcol validate` does not look.",
      fix: "Define it in extensions, and name it in service.extensions.",
      source: "https://opentelemetry.io/docs/collector/configuration/#authentication",
    },
  },
  ({ document, unknown }, report) => {
    if (unknown?.has("extensions") === true || unknown?.has("service") === true) return;
    if (document.service.extensions.some(isFilledIn)) return;
    const started = new Set(document.service.extensions);
    const check = (path: Path, id: unknown): void => {
      if (typeof id !== "string" || isFilledIn(id) || id === "") return;
      if (!Object.hasOwn(document.extensions, id))
        report("extension-not-started", path, { message: line`the extension ${id} is not defined` }, "value");
      else if (!started.has(id))
        report("extension-not-started", path, { message: line`${id} is not in service.extensions` }, "value");
    };
    const used = new Set(
      Object.values(document.service.pipelines).flatMap(({ exporters, receivers }) => [...receivers, ...exporters]),
    );
    for (const section of ["receivers", "exporters"] as const)
      for (const { id, settings } of componentsIn(document[section])) {
        if (!used.has(id)) continue;
        // Clients and servers stand at these places.
        for (const inside of [[], ["protocols", "grpc"], ["protocols", "http"], ["protocol", "otlp"]] as const) {
          const path: Path = [section, id, ...inside];
          const part = below(settings, inside);
          check([...path, "auth", "authenticator"], at(part, "auth", "authenticator"));
          check(
            [...path, "sending_queue", "storage"],
            at(part, "sending_queue", "enabled") === false ? undefined : at(part, "sending_queue", "storage"),
          );
          for (const [index, middleware] of listAt(part, "middlewares").entries())
            check([...path, "middlewares", index, "id"], at(middleware, "id"));
        }
        if (section === "receivers") check([section, id, "storage"], at(settings, "storage"));
      }
  },
);
