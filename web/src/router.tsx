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
import { queries } from './api/client.ts';
import { Vms, vmsAhead } from './screens/vms/vms.tsx';

// Behind a #: what stands there reaches no server and no log, and no path of the API can ever be one of a screen.

const root = createRootRoute({ component: Outlet });
const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame });
const project = createRoute({ getParentRoute: () => frame, path: '/p/$project' });

const vms = createRoute({
  getParentRoute: () => project,
  path: '/vms',
  component: Vms,
  // begun as soon as somebody points at it, and waited for by nobody
  loader: ({ params }) => void queries.prefetchQuery(vmsAhead(params.project)),
});
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
const volumes = createRoute({
  getParentRoute: () => project,
  path: '/volumes',
  component: lazyRouteComponent(() => import('./screens/volumes/volumes.tsx'), 'Volumes'),
});
const images = createRoute({
  getParentRoute: () => project,
  path: '/images',
  component: lazyRouteComponent(() => import('./screens/images/images.tsx'), 'ImageList'),
});
const networks = createRoute({
  getParentRoute: () => project,
  path: '/networks',
  component: lazyRouteComponent(() => import('./screens/network/networks.tsx'), 'NetworkList'),
});
const groups = createRoute({
  getParentRoute: () => project,
  path: '/groups',
  component: lazyRouteComponent(() => import('./screens/network/groups.tsx'), 'GroupList'),
});
const floatingIps = createRoute({
  getParentRoute: () => project,
  path: '/floating-ips',
  component: lazyRouteComponent(() => import('./screens/network/floating-ips.tsx'), 'FloatingIpList'),
});
const orders = createRoute({
  getParentRoute: () => project,
  path: '/orders',
  component: lazyRouteComponent(() => import('./screens/orders/orders.tsx'), 'OrderList'),
});
const order = createRoute({
  getParentRoute: () => project,
  path: '/orders/$order',
  component: lazyRouteComponent(() => import('./screens/orders/orders.tsx'), 'OrderPage'),
});
const activity = createRoute({
  getParentRoute: () => project,
  path: '/activity',
  component: lazyRouteComponent(() => import('./screens/activity/activity.tsx'), 'ProjectActivity'),
});
const projectPage = createRoute({
  getParentRoute: () => project,
  path: '/project',
  component: lazyRouteComponent(() => import('./screens/project/project.tsx'), 'ProjectPage'),
});
const account = createRoute({
  getParentRoute: () => frame,
  path: '/account',
  component: lazyRouteComponent(() => import('./screens/account/account.tsx'), 'Account'),
});
const cloud = createRoute({
  getParentRoute: () => frame,
  path: '/cloud',
  component: lazyRouteComponent(() => import('./screens/cloud/cloud.tsx'), 'Cloud'),
});

const line = createRoute({
  getParentRoute: () => root,
  path: '/window/$vm/$line',
  component: lazyRouteComponent(() => import('./screens/vm/window.tsx'), 'LineWindow'),
});

const machines = [vms, newVm, vm, volumes, images] as const;
const network = [networks, groups, floatingIps] as const;
const people = [orders, order, activity, projectPage] as const;
const ofProject = project.addChildren([...machines, ...network, ...people]);

export const router = createRouter({
  routeTree: root.addChildren([home, line, frame.addChildren([ofProject, account, cloud])]),
  history: createHashHistory(),
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
