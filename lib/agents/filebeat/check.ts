import { excerpt, type Path, pathText } from "../../base";
import { AgentError, type AgentFault } from "../agent-error";
import type { FilebeatInput, FilebeatSettings } from "./settings";

/** @throws {AgentError} with everything that is wrong */
export function checkFilebeat({ inputs, namespace, queue = 3200, to }: FilebeatSettings): void {
  const faults: AgentFault[] = [];
  const fault = (path: Path, message: string, fix: string) => faults.push({ path, message, fix });
  const check = (text: string | undefined, path: Path, shape: RegExp, what: string) => {
    if (text !== undefined && !shape.test(text)) fault(path, `${excerpt(text)} is not ${what}`, `Write ${what}.`);
  };
  const namePart = /^[a-z0-9][a-z0-9._]{0,99}$/;
  check(namespace, ["namespace"], namePart, "lower-case letters, digits, dots and _");
  if (inputs.length === 0) fault(["inputs"], "has none", "Name what is to be read.");
  const ids = new Map<string, Path>();
  inputs.forEach((input, index) => {
    const path = ["inputs", index];
    const { begins, contract, dataset, from, id, service } = input;
    check(id, [...path, "id"], /^[A-Za-z0-9][\w.-]{0,127}$/, "a name of letters, digits, dots, _ and dashes");
    const same = ids.get(id);
    if (same !== undefined)
      fault(
        [...path, "id"],
        `is that of ${pathText(same)}, too`,
        "Give each input an id of its own: Filebeat starts none of two.",
      );
    ids.set(id, path);
    check(dataset, [...path, "dataset"], namePart, "lower-case letters, digits, dots and _");
    check(service, [...path, "service"], /^[^\p{Cc}\p{Cs}]{1,128}$/u, "the name of a service");
    sourceFaults(from, [...path, "from"], fault);
    if (begins !== undefined && contract.line.text === undefined)
      fault(
        [...path, "begins"],
        `is for text, and lines of contract ${contract.name} are JSON`,
        "Leave it out: each line of JSON is an entry.",
      );
    check(begins, [...path, "begins"], /^[^\p{Cc}\p{Cs}]{1,500}$/u, "an expression on one line");
  });
  if (to.hosts.length === 0) fault(["to", "hosts"], "has none", "Write an address: https://es.internal:9200.");
  to.hosts.forEach((host, index) => {
    check(
      host,
      ["to", "hosts", index],
      /^https?:\/\/[A-Za-z0-9.[\]:-]{1,253}(?::\d{1,5})?(?:\/[^\s?#@]*)?$/,
      "an address without user and password: https://es.internal:9200",
    );
  });
  check(to.apiKeyFrom, ["to", "apiKeyFrom"], /^[A-Za-z_]\w{0,127}$/, "the name of a variable that holds the API key");
  check(to.authorities, ["to", "authorities"], /^(?:\/|[A-Za-z]:[\\/])[^\p{Cc}]+$/u, "an absolute path");
  if (!Number.isSafeInteger(queue) || queue < 32 || queue > 1_000_000)
    fault(["queue"], `${queue} is not a whole number from 32 to a million`, "Write one.");
  if (faults.length > 0) throw new AgentError(faults);
}

function sourceFaults(
  from: FilebeatInput["from"],
  path: Path,
  fault: (path: Path, message: string, fix: string) => void,
): void {
  if ("files" in from) {
    if (from.files.length === 0)
      fault([...path, "files"], "has none", "Write a pattern of paths: /var/log/audit/*.log.");
    from.files.forEach((file, index) => {
      if (!/^(?:\/|[A-Za-z]:[\\/])[^\p{Cc}\p{Cs}]+$/u.test(file))
        fault(
          [...path, "files", index],
          `${excerpt(file)} is not an absolute path`,
          "Write one, or a pattern of paths.",
        );
    });
    return;
  }
  from.names?.forEach((name, index) => {
    if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,252}$/.test(name))
      fault([...path, "names", index], `${excerpt(name)} is not the name of a container`, "Write one.");
  });
  if (from.names?.length === 0) fault([...path, "names"], "has none", "Name containers, or leave it out for all.");
}
