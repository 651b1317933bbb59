import { own, type Path } from "../../base";
import { type Contract, ecsName, type Field, keysOf } from "../../contract";
import { Gathering, type MappedFields } from "./gathering";
import type { ElasticsearchFaults } from "./problem";
import type { ElasticsearchFields, ElasticsearchForm } from "./settings";
import { mappingOf, typeOf, typesOf } from "./types";

/** Fields and groups that documents have besides the contracts': those of the built-in templates, or of Filebeat. */
const spareFields = 150;

/** Groups that every document of Filebeat has. */
const filebeatGroups = ["agent", "ecs", "host", "input", "log", "service"] as const;

const defaultLimits = { fields: 1000, keyword: 1024 };

/** Limits with their defaults. */
export function limitsOf(
  { limits = {} }: ElasticsearchFields,
  path: Path,
  faults: ElasticsearchFaults,
): typeof defaultLimits {
  return {
    fields: faults.whole(limits.fields ?? defaultLimits.fields, [...path, "limits", "fields"], 200, 100_000),
    // Lucene takes 32,766 bytes, and a character has up to four.
    keyword: faults.whole(limits.keyword ?? defaultLimits.keyword, [...path, "limits", "keyword"], 1, 8191),
  };
}

/** Each field of the contracts once. What becomes the document's time, message, level or resource in this form is left out. */
export function mappedFields(
  settings: ElasticsearchFields,
  form: ElasticsearchForm,
  path: Path,
  faults: ElasticsearchFaults,
): MappedFields {
  const limits = limitsOf(settings, path, faults);
  const { contracts, types = {} } = settings;
  const gathering = new Gathering(form, faults);
  if (form === "lines") gathering.addGroups(filebeatGroups, " in what Filebeat adds");
  contracts.forEach((contract, index) => {
    // Lines of text arrive whole, as the message.
    if (contract.line.text !== undefined) return;
    for (const [name, field] of Object.entries<Field>(contract.fields)) {
      const key = form === "lines" ? ecsName(contract, name) : keysOf(name).join(".");
      if (isElsewhere(contract, name, key, form)) continue;
      const given = own(types, key);
      if (given !== undefined && name !== contract.line.level && !typesOf[field.type].includes(given))
        faults.add(
          "field-type",
          [...path, "types", key],
          `${given} does not hold ${field.type}, which contract ${contract.name} says it is`,
          `Write ${typesOf[field.type].join(", ")}.`,
        );
      const mapping = mappingOf(given ?? (name === contract.line.level ? "keyword" : typeOf(field, key)), {
        ...limits,
        ...(field.unit === undefined ? {} : { unit: field.unit }),
        pii: field.pii === true,
      });
      gathering.add(key, mapping, [...path, "contracts", index, "fields", name], ` in contract ${contract.name}`);
    }
  });
  for (const [key, type] of Object.entries(types))
    if (!gathering.has(key)) gathering.add(key, mappingOf(type, limits), [...path, "types", key], "");
  const { groups, mappings } = gathering.sorted();
  const count = mappings.size + groups.size;
  if (count + spareFields > limits.fields)
    faults.add(
      "fields-many",
      [...path, "limits", "fields"],
      `${limits.fields} is too few for ${count} fields and objects of the contracts, and ${spareFields} of those that send`,
      `Write ${count + spareFields} or more, or give services data streams of their own.`,
    );
  return { groups, mappings };
}

/** Whether a document has it somewhere else, under a name that Elasticsearch's own templates have. */
function isElsewhere({ line }: Contract, name: string, key: string, form: ElasticsearchForm): boolean {
  if (form === "lines") return key === "@timestamp" || key === "message";
  if (name === line.timestamp || name === line.message) return true;
  return name === line.level || /^service[.]|^(?:trace_id|span_id|trace_flags)$/.test(key);
}
