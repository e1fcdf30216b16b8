/** What the one availability zone is called, which is the whole cloud. */
export const zoneName = 'nova';
