import { componentFacts } from "../../../lib/collector/catalogue/look-up";
import { componentKinds } from "../../../lib/collector/model/component";
import { componentsOf, withCollector } from "../otelcol";

withCollector(test)(
  "a real collector has its components under the catalogue's names, from the catalogue's modules",
  () => {
    const found = componentsOf();
    expect(found.length).toBeGreaterThan(10);
    const differences = found.filter(({ kind, type, module }) => {
      const facts = componentFacts(kind, type);
      return facts === undefined || ![facts.type, facts.formerly?.type].includes(type) || facts.module !== module;
    });
    expect(differences).toEqual([]);
    expect(new Set(found.map(({ kind }) => kind)).size).toBe(componentKinds.length);
  },
);
