export { placeOrder } from './intake.ts';
export { instanceName, orderBody, reference } from './request.ts';
export { beginPower, cancelOrder, orderTermination, requestPower, type Verdict } from './requests.ts';
export { type Services, workflows } from './workflows/index.ts';
