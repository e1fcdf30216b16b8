export { placeOrder } from './intake.ts';
export { findOrder, listOrders, type OrderView } from './read.ts';
export { instanceName, orderBody, reference } from './request.ts';
export { beginPower, cancelOrder, orderTermination, requestPower } from './requests.ts';
export { type Services, workflows } from './workflows/index.ts';
