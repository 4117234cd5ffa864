/** Our own limits, known to the form as well as to the server. Longer ones would only cost the server time. */
export const passwordLengthMin = 12;
export const passwordLengthMax = 200;
