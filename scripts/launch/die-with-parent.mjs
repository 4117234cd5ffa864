// Loaded first into each of our services: when the command that started them is killed, the channel to it closes,
// and they end too. Otherwise they would go on and hold their ports against the next start.
process.once("disconnect", () => process.exit(0));
