import { AxeBuilder } from '@axe-core/playwright';
import { type Page, expect } from '@playwright/test';

/** What axe finds serious or critical: rule, why, and where. Animations have ended first: a fading layer has no colour yet. */
export async function findViolations(page: Page, screen: string): Promise<readonly string[]> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))),
  );
  // Electron opens no second page, in which axe would otherwise merge the frames.
  const { violations, passes } = await new AxeBuilder({ page })
    .setLegacyMode()
    // WCAG 2.2: what is pointed at is at least 24 px, or has that much room; axe asks for it only when told.
    .options({ rules: { 'target-size': { enabled: true } } })
    // Base UI's stops around a menu: hidden from readers, and they hand the focus on as soon as they get it.
    .exclude('[data-base-ui-focus-guard]')
    .analyze();
  expect(passes.length, `${screen} was looked at`).toBeGreaterThan(5);
  const ran = [...passes, ...violations].map(({ id }) => id);
  expect(ran, `targets of ${screen} were measured`).toContain('target-size');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) =>
          `${screen}: ${id} (${help}) at ${target.join(' ')}: ${failureSummary ?? ''}`,
      ),
    );
}
