import { Sheet } from '../components/sheet.tsx';
import { useApp } from '../store/app-store.ts';
import { setOverlay } from '../store/navigation/actions.ts';
import { PLACE_KEYS, WINDOW_KEYS } from '../words/shortcuts.ts';
import { modifierName } from './use-shortcuts.ts';
import classes from './shortcuts.module.css';

/** The sheet of keys. */
export function Shortcuts() {
  const isOpen = useApp((state) => state.navigation.overlay === 'shortcuts');
  const modifier = modifierName();
  return (
    <Sheet title="Keyboard shortcuts" isOpen={isOpen} onClose={() => setOverlay(undefined)} isWide>
      <div className={classes['groups']}>
        {listGroups(modifier).map(({ title, keys }) => (
          <section key={title}>
            <h3 className={classes['group']}>{title}</h3>
            <dl>
              {keys.map(([name, key]) => (
                <div key={name} className={classes['line']}>
                  <dt>{name}</dt>
                  <dd>
                    <kbd>{key}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Sheet>
  );
}

type Group = { readonly title: string; readonly keys: readonly (readonly [string, string])[] };

function listGroups(modifier: string): readonly Group[] {
  const ofWindow = (['Everywhere', 'Chat'] as const).map((title): Group => {
    const keys = WINDOW_KEYS.filter(({ group }) => group === title);
    return { title, keys: keys.map((key) => [key.name, key.keys] as const) };
  });
  return [...ofWindow, ...PLACE_KEYS].map(({ title, keys }) => ({
    title,
    keys: keys.map(([name, key]) => [name, key.replace('Mod', modifier)] as const),
  }));
}
