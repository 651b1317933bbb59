import { line } from "../../base";
import { endpointOf, isAnyHost, isLoopback, isPublicHost } from "./endpoint-text";
import { componentsIn, family } from "./family";
import { at, below } from "./values";

const otlpDocument = "https://opentelemetry.io/docs/specs/otlp/";

/** Where exporters send, and where receivers listen. */
export const endpoints = family(
  {
    "endpoint-scheme": {
      severity: "error",
      what: "The endpoint of otlp_http begins with http:// or https://.",
      why: "The collector starts without, and then each request fails: `localhost:4318` has the scheme localhost.",
      fix: "Write the scheme.",
      source: "https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/otlphttpexporter/README.md",
    },
    "endpoint-path": {
      severity: "error",
      what: "The endpoint of otlp_http ends before /v1/traces, /v1/metrics or /v1/logs: the exporter appends them. An endpoint of otlp_grpc has no path.",
      why: "Requests go to /v1/traces/v1/traces, where nothing answers.",
      fix: "Leave the path out, or write it in traces_endpoint, metrics_endpoint or logs_endpoint, which are used as they are.",
      source: "https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/otlphttpexporter/README.md",
    },
    "endpoint-port": {
      severity: "warning",
      what: "`otlp_grpc` sends to port 4317, and otlp_http to port 4318, where both are usual.",
      why: "A server of one protocol refuses the other, and nothing arrives.",
      fix: "Use the other port, or the other exporter.",
      source: otlpDocument,
    },
    "endpoint-any-host": {
      severity: "warning",
      what: "An exporter sends to a host, not to 0.0.0.0.",
      why: "0.0.0.0 means all addresses of a machine, to listen at. Sending to it reaches the machine itself on some systems, and nothing on others.",
      fix: "Name the host: localhost, if it is this one.",
    },
    "listens-to-itself": {
      severity: "error",
      what: "A receiver that others reach through the network listens at 0.0.0.0, or at the task's own address.",
      why: "Since 0.104.0 receivers listen at localhost by default: nothing from outside of the container arrives.",
      fix: "Write `endpoint: 0.0.0.0:4317`, with the port of the protocol.",
      source: "https://opentelemetry.io/docs/security/config-best-practices/",
    },
    "debug-port-open": {
      severity: "warning",
      what: "`pprof` and zpages listen at localhost.",
      why: "They show what the collector holds and does, and pprof slows it down, for everybody who reaches the port.",
      fix: "Leave the endpoint out: both listen at localhost by default.",
      source: "https://opentelemetry.io/docs/security/config-best-practices/",
    },
    "tls-not-verified": {
      severity: "warning",
      what: "Certificates are verified.",
      why: "With insecure_skip_verify anybody in between can read and change what is sent, credentials too.",
      fix: "Remove it. For a private authority, give its certificate in tls.ca_file.",
      source: "https://github.com/open-telemetry/opentelemetry-collector/blob/main/config/configtls/README.md",
    },
    "plain-text": {
      severity: "warning",
      what: "What leaves the private network is encrypted.",
      why: "Telemetry, and the headers that authenticate it, can be read on the way.",
      fix: "Use https://, or remove tls.insecure.",
      source: "https://opentelemetry.io/docs/security/config-best-practices/",
    },
  },
  ({ document, facts }, report) => {
    for (const { id, settings, type } of componentsIn(document.exporters)) {
      const path = ["exporters", id];
      for (const key of ["endpoint", "traces_endpoint", "metrics_endpoint", "logs_endpoint"]) {
        const endpoint = endpointOf(at(settings, key));
        if (endpoint === undefined || listening.has(type)) continue;
        const { host, path: inside, port, scheme } = endpoint;
        const where = [...path, key];
        if (host === "0.0.0.0") report("endpoint-any-host", where, { message: line`${id} sends to ${host}` }, "value");
        const isPlaceholder = /^\$?[A-Z][A-Z0-9_]*$/.test(String(at(settings, key)));
        if (isHttp(type) && !isPlaceholder && (scheme === undefined || !/^https?$/.test(scheme)))
          report("endpoint-scheme", where, { message: line`the ${key} of ${id} has no http:// or https://` }, "value");
        const [, appended] = /(\/v1\/(?:traces|metrics|logs))\/?$/.exec(inside) ?? [];
        if (isHttp(type) && key === "endpoint" && appended !== undefined)
          report(
            "endpoint-path",
            where,
            { message: line`the endpoint of ${id} ends in ${appended}, which the exporter appends` },
            "value",
          );
        if (isGrpc(type) && inside.length > 1 && scheme !== "dns" && scheme !== "unix" && scheme !== "passthrough")
          report("endpoint-path", where, { message: line`the endpoint of ${id} has a path` }, "value");
        if ((isHttp(type) && port === 4317) || (isGrpc(type) && port === 4318))
          report(
            "endpoint-port",
            where,
            {
              message: line`${id} sends ${isHttp(type) ? "HTTP to port 4317, which is for gRPC" : "gRPC to port 4318, which is for HTTP"}`,
            },
            "value",
          );
        const isPlain =
          scheme === "http" || (isGrpc(type) && scheme !== "https" && at(settings, "tls", "insecure") === true);
        if (isPlain && isPublicHost(host))
          report("plain-text", where, { message: line`${id} sends to ${host} without TLS` }, "value");
      }
      for (const inside of [[], ["protocol", "otlp"]])
        if (at(below(settings, inside), "tls", "insecure_skip_verify") === true)
          report("tls-not-verified", [...path, ...inside, "tls", "insecure_skip_verify"], {
            message: line`${id} takes any certificate`,
          });
    }

    for (const { id, settings, type } of componentsIn(document.extensions)) {
      const endpoint = endpointOf(at(settings, "endpoint"));
      if ((type === "pprof" || type === "zpages") && endpoint !== undefined && isAnyHost(endpoint.host))
        report(
          "debug-port-open",
          ["extensions", id, "endpoint"],
          { message: line`${id} listens at all addresses` },
          "value",
        );
    }

    if (facts?.listensToNetwork !== true) return;
    const named = new Set(Object.values(document.service.pipelines).flatMap(({ receivers }) => receivers));
    for (const { id, settings, type } of componentsIn(document.receivers)) {
      if (type !== "otlp" || !named.has(id)) continue;
      for (const protocol of ["grpc", "http"]) {
        const own = at(settings, "protocols", protocol);
        const hasProtocol =
          typeof settings.protocols === "object" &&
          settings.protocols !== null &&
          Object.hasOwn(settings.protocols, protocol);
        if (!hasProtocol) continue;
        const written = own === null ? undefined : (own as Record<string, unknown> | undefined)?.endpoint;
        const endpoint = endpointOf(at(own, "endpoint"));
        if (written === undefined || (endpoint !== undefined && isLoopback(endpoint.host)))
          report("listens-to-itself", ["receivers", id, "protocols", protocol, "endpoint"], {
            message: line`${id} takes ${protocol === "grpc" ? "gRPC" : "HTTP"} at localhost only`,
          });
      }
    }
  },
);

/** Exporters whose endpoint is where they listen. */
const listening: ReadonlySet<string> = new Set(["prometheus"]);

function isHttp(type: string): boolean {
  return type === "otlp_http" || type === "otlphttp";
}

function isGrpc(type: string): boolean {
  return type === "otlp_grpc" || type === "otlp";
}
