/** Whether the browser could still be asked to notify the author. In a window of its own main does it. */
export function mayAskToNotify(): boolean {
  return !('panelwright' in window) && 'Notification' in window && Notification.permission === 'default'
}

export async function askToNotify(): Promise<void> {
  await Notification.requestPermission()
}

/** Tells an author who looks elsewhere, by the browser; does nothing where it may not. A click comes back here. */
export function notifyHere(title: string, body: string): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  const notification = new Notification(title, { body, tag: 'panelwright' })
  notification.onclick = () => {
    window.focus()
    notification.close()
  }
}
