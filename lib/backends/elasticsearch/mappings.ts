import type { MappedFields } from "./gathering";
import type { ElasticsearchDataStream } from "./settings";

/**
 * Mappings of what the collector's exporter writes in OpenTelemetry's form: fields of a line are attributes.
 *
 * Names with dots join what the built-in template says of `attributes`; an object `attributes` would take its place, and aliases of the built-in
 * templates would refer to nothing. The built-in dynamic template makes each object in attributes one flattened field, whose numbers are texts; the same name
 * here takes its place, and leaves out the contracts' groups.
 */
export function otelMappings({ groups, mappings }: MappedFields): object {
  const every = ["resource.attributes.*", "scope.attributes.*", "attributes.*"];
  const own = [...groups].flatMap((group) => [`attributes.${group}`]);
  return {
    ...(own.length === 0
      ? {}
      : {
          dynamic_templates: [
            {
              complex_attributes: {
                path_match: every,
                path_unmatch: own,
                match_mapping_type: "object",
                mapping: { type: "flattened" },
              },
            },
          ],
        }),
    properties: Object.fromEntries([...mappings].map(([name, mapping]) => [`attributes.${name}`, mapping])),
  };
}

/** What Filebeat adds to a line, besides `error`. */
const shippers = ["agent", "cloud", "container", "ecs", "host", "input", "kubernetes", "log", "orchestrator"] as const;

/** Mappings of what Filebeat writes: fields of a line are at the root, and what nobody knows is not mapped, so that one service cannot use up the fields of an index. */
export function lineMappings(
  { groups, mappings }: MappedFields,
  dynamic: NonNullable<ElasticsearchDataStream["dynamic"]>,
): object {
  const isFree = (name: string): boolean => !mappings.has(name);
  const added = {
    message: { type: "match_only_text" },
    stream: { type: "keyword", ignore_above: 1024 },
    tags: { type: "keyword", ignore_above: 1024 },
    ...(isFree("error")
      ? {
          "error.message": { type: "match_only_text" },
          "error.type": { type: "keyword", ignore_above: 1024 },
        }
      : {}),
  };
  return {
    dynamic,
    date_detection: false,
    properties: {
      ...Object.fromEntries(shippers.filter(isFree).map((name) => [name, { type: "object", dynamic: true }])),
      ...Object.fromEntries(Object.entries(added).filter(([name]) => isFree(name) && !groups.has(name))),
      ...Object.fromEntries(mappings),
    },
  };
}
