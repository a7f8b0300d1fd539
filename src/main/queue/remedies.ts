import type { FailureKind } from '../../shared/domain/job.ts'
import { said } from '../../shared/said/said.ts'

/** What the queue does about a failure. */
export type Course =
  | 'retry' // the same job again after a backoff; spends an attempt
  | 'wait' // hold the whole lane, then go on; spends none
  | 'fail' // this job only
  | 'refuse' // this job only, as refused by the provider's rules
  | 'open' // open the lane's circuit: its jobs stay queued until the author resumes it
  | 'stop' // end the run with everything as it is
  | 'put-back' // nothing happened: back into the queue

export interface Remedy {
  course: Course
  /** Attempts in all before a retried job fails. */
  attempts: number
  /** What happened, in a sentence for the author. */
  message: string
  /** What they can do about panels that wait or failed. */
  action: string
  /** The same for whoever asks outside a run, where no panel waits. */
  remedy: string
}

/** Attempts in all for failures that pass by themselves. */
const PATIENT = 5

/** The one table of what each kind of failure means. */
export const REMEDIES: Record<FailureKind, Remedy> = {
  'rate-limited': {
    course: 'wait',
    attempts: PATIENT,
    message: said`The provider asked to slow down.`,
    action: said`Nothing to do: the lane waits and goes on by itself.`,
    remedy: said`Try again in a minute.`,
  },
  overloaded: {
    course: 'retry',
    attempts: PATIENT,
    message: said`The provider had trouble on its side.`,
    action: said`Retry the failed panels later; the provider’s status page tells when it is well again.`,
    remedy: said`Try again later; the provider’s status page tells when it is well again.`,
  },
  network: {
    course: 'retry',
    attempts: PATIENT,
    message: said`The connection to the provider broke.`,
    action: said`Check the network, then retry the failed panels.`,
    remedy: said`Check the network, then try again.`,
  },
  timeout: {
    course: 'retry',
    attempts: PATIENT,
    message: said`The provider did not answer in time.`,
    action: said`Retry the failed panels, or allow more time for a request.`,
    remedy: said`Try again later.`,
  },
  refused: {
    course: 'refuse',
    attempts: 1,
    message: said`The provider refused the prompt under its content rules.`,
    action: said`Reword the panel or its prompt and generate it, or choose another provider for it; retry --refused sends the same words again.`,
    remedy: said`Choose another picture or other words.`,
  },
  invalid: {
    course: 'fail',
    attempts: 1,
    message: said`The provider does not accept this request.`,
    action: said`Check size, quality and model of this panel, then retry it.`,
    remedy: said`Choose another model.`,
  },
  'no-image': {
    course: 'retry',
    attempts: 2,
    message: said`The provider answered without a picture.`,
    action: said`Reword the prompt of this panel, then retry it.`,
    remedy: said`Try again.`,
  },
  corrupt: {
    course: 'retry',
    attempts: 3,
    message: said`What came back is not a whole picture.`,
    action: said`Retry the failed panels; if it happens again, report it to the provider.`,
    remedy: said`Try again; if it happens again, report it to the provider.`,
  },
  'no-key': {
    course: 'open',
    attempts: 1,
    message: said`There is no key for the provider.`,
    action: said`Set its key (panelwright provider list names where), then generate again. The waiting panels go on.`,
    remedy: said`Put its key into the environment; panelwright provider show tells under which name.`,
  },
  forbidden: {
    course: 'open',
    attempts: 1,
    message: said`The key may not use this model.`,
    action: said`Give the key the right, or verify the organisation, with the provider; then resume the lane.`,
    remedy: said`Give the key the right, or verify the organisation, with the provider.`,
  },
  unreachable: {
    course: 'wait',
    attempts: PATIENT,
    message: said`The provider cannot be reached.`,
    action: said`Check the network and the address, then resume the lane. Nothing was sent.`,
    remedy: said`Check the network and the address.`,
  },
  insecure: {
    course: 'open',
    attempts: 1,
    message: said`The connection to the provider is not secure: its certificate is not trusted.`,
    action: said`Check the address and this computer’s clock; a company’s own certificate goes into NODE_EXTRA_CA_CERTS.`,
    remedy: said`Check the address and this computer’s clock; a company’s own certificate goes into NODE_EXTRA_CA_CERTS.`,
  },
  proxy: {
    course: 'open',
    attempts: 1,
    message: said`The proxy does not let the connection through.`,
    action: said`Check HTTPS_PROXY and NO_PROXY, then resume the lane.`,
    remedy: said`Check HTTPS_PROXY and NO_PROXY.`,
  },
  'wrong-address': {
    course: 'open',
    attempts: 1,
    message: said`At this address there is no such service.`,
    action: said`Check the provider’s address, its path included, then resume the lane.`,
    remedy: said`Check the provider’s address, its path included; panelwright provider show tells where it is set.`,
  },
  'missing-part': {
    course: 'open',
    attempts: 1,
    message: said`The server lacks a part that this picture needs.`,
    action: said`Install it on the server, then resume the lane; or cancel these panels and generate them with another.`,
    remedy: said`Install it on the server, or choose another.`,
  },
  'out-of-memory': {
    course: 'fail',
    attempts: 1,
    message: said`The server ran out of memory, at three quarters of the size too.`,
    action: said`Choose a smaller size or a smaller model, then retry the failed panels.`,
    remedy: said`Choose a smaller model.`,
  },
  unauthorized: {
    course: 'open',
    attempts: 1,
    message: said`The provider does not accept the key.`,
    action: said`Enter a valid key, then resume the lane. The waiting panels go on from where they are.`,
    remedy: said`Enter a valid key.`,
  },
  quota: {
    course: 'open',
    attempts: 1,
    message: said`The account’s quota with the provider is used up.`,
    action: said`Raise the quota or add credit with the provider, then resume the lane.`,
    remedy: said`Raise the quota or add credit with the provider.`,
  },
  billing: {
    course: 'open',
    attempts: 1,
    message: said`The provider stopped the account over billing.`,
    action: said`Settle billing or raise the spending limit with the provider, then resume the lane.`,
    remedy: said`Settle billing or raise the spending limit with the provider.`,
  },
  unsupported: {
    course: 'fail',
    attempts: 1,
    message: said`This provider or model cannot do what was asked.`,
    action: said`Choose a model or settings that can, then generate the panels again.`,
    remedy: said`Choose another model.`,
  },
  local: {
    course: 'stop',
    attempts: 1,
    message: said`This computer could not store the picture.`,
    action: said`Make room or make the project folder writable, then run again. Nothing is lost.`,
    remedy: said`Make room or make the folder writable.`,
  },
  cancelled: {
    course: 'put-back',
    attempts: 1,
    message: said`Stopped before it was done.`,
    action: said`Run again to go on.`,
    remedy: said`Run it again to go on.`,
  },
  unexpected: {
    course: 'retry',
    attempts: 3,
    message: said`Something went wrong that has no name yet.`,
    action: said`Retry the failed panels; the journal holds the details for a report.`,
    remedy: said`Try again.`,
  },
}

/** A paid call whose end nobody saw. */
export const UNKNOWN_MESSAGE = said`The call was cut off and may have been billed. Retry it only if you accept that it may be paid twice.`
