import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { Frame } from './frame/frame.tsx';
import { Home } from './frame/home.tsx';
import { Gate } from './screens/login/gate.tsx';
import { VmList } from './screens/vms/vms.tsx';

// Behind a #: what stands there reaches no server and no log, and no path of the API can ever be one of a screen.

const root = createRootRoute({
  component: () => (
    <Gate>
      <Outlet />
    </Gate>
  ),
});
const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame });
const project = createRoute({ getParentRoute: () => frame, path: '/p/$project' });

const vms = createRoute({ getParentRoute: () => project, path: '/vms', component: VmList });
const newVm = createRoute({
  getParentRoute: () => project,
  path: '/vms/new',
  component: lazyRouteComponent(() => import('./screens/new-vm/new-vm.tsx'), 'NewVm'),
});
const vm = createRoute({
  getParentRoute: () => project,
  path: '/vms/$vm',
  component: lazyRouteComponent(() => import('./screens/vm/vm.tsx'), 'VmPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([home, frame.addChildren([project.addChildren([vms, newVm, vm])])]),
  history: createHashHistory(),
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
