/** Whether a file is a scenario by its name: `scenario.yaml` or `*.scenario.yaml`. */
export function isScenarioName(path: string): boolean {
  return /(?:^|[./\\])scenario\.ya?ml$/.test(path);
}
