/** One conversation: lines of the customer (c) and of the Page (p), oldest first. */
export type Script = readonly (readonly ["c" | "p", string])[];

export const coffeeScripts: readonly Script[] = [
  [
    ["c", "Hi! Are you open on Sunday?"],
    ["p", "We are, 8 to 3. See you then?"],
    ["c", "Perfect, bringing my mother"],
  ],
  [
    ["c", "Do you ship the Ethiopia Guji to Canada?"],
    ["p", "We do, about 6 days to most places."],
    ["c", "Great, ordering two bags"],
    ["p", "Thank you! It ships tomorrow."],
  ],
  [
    ["c", "My subscription came with whole beans but I asked for ground 😅"],
    ["p", "Oh no, sorry! What grind do you need?"],
    ["c", "V60 please"],
    ["p", "A fresh bag is on its way, keep the other one."],
    ["c", "You are the best, thank you!"],
  ],
  [
    ["c", "¿Tienen leche de avena?"],
    ["p", "¡Sí! Oat and almond, no extra charge."],
    ["c", "Gracias 🙌"],
  ],
  [
    ["c", "how strong is the cold brew"],
    ["p", "About twice a drip coffee. We can cut it with water or milk."],
    ["c", "ok one growler for saturday pls"],
  ],
  [
    ["c", "Is the tasting on Thursday full already?"],
    ["p", "Two seats left. Shall I hold them?"],
    ["c", "Yes, for Thursday, name is on my profile"],
    ["p", "Held. 6 pm at the Alberta Street bar."],
  ],
  [
    ["c", "I left a blue scarf near the window this morning"],
    ["p", "Found it, it is behind the counter."],
    ["c", "Thank you so much!!"],
  ],
  [
    ["c", "We'd like to serve your coffee in our office, around 40 people"],
    ["p", "Happy to! Wholesale starts at 5 kg a month. Shall we send a sample?"],
    ["c", "A sample would be lovely"],
  ],
  [
    ["c", "Please pause my subscription for August"],
    ["p", "Paused until September 1st."],
    ["c", "Thanks"],
  ],
  [
    ["c", "Could I get the recipe for the maple cortado?"],
    ["p", "Double shot, 10 ml maple syrup, 80 ml milk. Pinch of salt!"],
    ["c", "The salt!! That was it"],
  ],
  [
    ["c", "Order #4471 still says processing"],
    ["p", "Looking… it left the roastery this morning."],
    ["c", "Ok good, was getting nervous. Running low here"],
  ],
  [
    ["c", "Do the gift cards expire?"],
    ["p", "Never."],
    ["c", "👍"],
  ],
  [
    ["c", "is the decaf swiss water?"],
    ["p", "Yes, all of our decaf is."],
  ],
  [
    ["c", "Hello, do you hire baristas at the moment?"],
    ["p", "We open a second bar in spring. Send a few lines to jobs@northwind.example!"],
    ["c", "Will do"],
  ],
  [["c", "The grinder workshop was wonderful, thank you for your patience with my questions"]],
  [
    ["c", "Can I bring my dog?"],
    ["p", "Dogs are welcome on the terrace and get a biscuit."],
    ["c", "He says yes"],
  ],
];

export const bookScripts: readonly Script[] = [
  [
    ["c", "Do you have the new Murderbot in stock?"],
    ["p", "Three copies left. Shall we hold one?"],
    ["c", "Yes please, I'm in around five"],
  ],
  [
    ["c", "Is the reading on Friday free?"],
    ["p", "It is, doors at 7."],
    ["c", "Lovely"],
  ],
  [
    ["c", "Looking for a first chapter book for a 7 year old who likes sharks"],
    ["p", "We have just the one: “Shark Lady”, and the Narwhal comics."],
    ["c", "Both!"],
  ],
  [
    ["c", "Can you order books in Spanish?"],
    ["p", "Yes, two to three weeks."],
    ["c", "Muchas gracias"],
  ],
  [
    ["c", "My order arrived with a bent cover"],
    ["p", "So sorry. A new copy leaves today, no need to send it back."],
    ["c", "That's very kind"],
  ],
  [
    ["c", "Do students get a discount?"],
    ["p", "10 % with a student card, always."],
    ["c", "Thanks!"],
  ],
  [
    ["c", "When does the large print shelf get new titles?"],
    ["p", "First Monday of the month."],
  ],
  [
    ["c", "Are you still taking used paperbacks?"],
    ["p", "Yes, Tuesdays and Wednesdays."],
    ["c", "I'll bring two boxes"],
  ],
];

export const plainScripts: readonly Script[] = [
  [
    ["c", "Hello!"],
    ["p", "Hi, how can we help?"],
    ["c", "I have a question about my order"],
  ],
  [
    ["c", "When do you open tomorrow?"],
    ["p", "At nine."],
    ["c", "Thanks"],
  ],
  [
    ["c", "Is this still available?"],
    ["p", "It is."],
  ],
  [["c", "Thank you for the quick help yesterday"]],
];

export const newMessages: readonly string[] = [
  "Hi again!",
  "Is this still available?",
  "Thank you 🙏",
  "What time do you close today?",
  "Could I change my order?",
  "Do you have any left?",
  "Sounds good",
  "Just what I was looking for",
  "Can someone call me back?",
  "¡Gracias!",
  "Merci beaucoup",
  "When is the next event?",
];

/** What somebody wrote who came by an ad and answered its questions. */
export const leadMessages: readonly string[] = [
  "I filled in your form about coffee for the office. We are 25 people.",
  "Yes, please call me about wholesale prices, mornings are best.",
  "I would like to book the barista workshop for my team.",
  "All answered! When can I get the sample?",
];
