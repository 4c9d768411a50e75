import type { Template } from './entities.ts';
import type { World } from './world.ts';

/** A template is known by name and language within its account; `en` and `en_GB` are different ones (reference section 4.4). */
export function findTemplate(
  world: World,
  wabaId: string,
  name: string,
  language: string,
): Template | undefined {
  return listTemplates(world, wabaId).find(
    (template) => template.name === name && template.language === language,
  );
}

/** All templates of an account, oldest first. */
export function listTemplates(world: World, wabaId: string): Template[] {
  return [...world.templates.values()].filter((template) => template.wabaId === wabaId);
}
