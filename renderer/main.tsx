import './no-eval.ts';
// Before every component, so that theirs win over the base.
import './styles/tokens.css';
import './styles/base.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './screens/app.tsx';
import { CrashBoundary } from './screens/crash-boundary.tsx';
import { startApp } from './store/boot.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');

document.body.dataset['platform'] = navigator.platform.startsWith('Mac') ? 'mac' : 'other';
startApp();

createRoot(root).render(
  <StrictMode>
    {/* The policy of the window allows no style elements: nothing may insert one. */}
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={450} closeDelay={0}>
        <CrashBoundary>
          <App />
        </CrashBoundary>
      </Tooltip.Provider>
    </CSPProvider>
  </StrictMode>,
);
