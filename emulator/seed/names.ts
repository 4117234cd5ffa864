import { mix, pick } from "../random";

/** Given and family names of many cultures; a couple of thousand combinations before any repeats. */
const cultures: readonly (readonly [given: string, family: string])[] = [
  [
    "Emma Liam Olivia Noah Ava Mason Harper Wyatt Hazel Owen",
    "Carter Brooks Bennett Hayes Sullivan Foster Reed Walsh Grant Porter",
  ],
  [
    "Sofía Mateo Valentina Diego Camila Javier Lucía Andrés Ximena Tomás",
    "García Hernández Ramírez Torres Castillo Vargas Núñez Ortega Peña Salazar",
  ],
  [
    "Priya Arjun Ananya Rohan Meera Vikram Kavya Aditya Ishita Nikhil",
    "Sharma Patel Iyer Reddy Menon Kapoor Bose Nair Chatterjee Desai",
  ],
  [
    "Yuki Haruto Sakura Ren Aoi Sota Hina Kaito Mei Daiki",
    "Tanaka Suzuki Watanabe Yamamoto Kobayashi Nakamura Fujita Mori Ishikawa Ogawa",
  ],
  ["Wei Ling Jun Mei-Lin Hao Xiaoyu Chen Yan Bo Jia", "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Lin"],
  [
    "Amara Chidi Ngozi Emeka Zainab Tunde Ifeoma Kwame Abena Kofi",
    "Okafor Adeyemi Mensah Balogun Eze Osei Nwosu Boateng Diallo Ibrahim",
  ],
  [
    "Fatima Omar Layla Yusuf Noor Karim Salma Tariq Huda Samir",
    "Haddad Al-Masri Nasser Khoury Rahman Farouk Aziz Mansour Saleh Darwish",
  ],
  [
    "Anna Łukasz Zofia Piotr Magda Jakub Ewa Tomasz Kasia Marek",
    "Kowalska Nowak Wiśniewski Zieliński Wójcik Lewandowska Mazur Krawczyk Dąbrowski Szymański",
  ],
  [
    "Oksana Dmytro Iryna Andriy Natalia Serhiy Olena Bohdan Yulia Taras",
    "Shevchenko Kovalenko Bondarenko Tkachenko Kravchenko Oliynyk Lysenko Marchenko Rudenko Melnyk",
  ],
  ["Linh Minh Thảo Quân Hương Tuấn Mai Đức Ngọc Phúc", "Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ"],
  [
    "Camille Louis Chloé Hugo Manon Théo Inès Jules Zoé Rémi",
    "Martin Dubois Lefèvre Moreau Girard Roux Fontaine Chevalier Gauthier Perrin",
  ],
  [
    "Ji-woo Min-jun Seo-yeon Do-yun Ha-eun Jun-ho Soo-ah Hyun-woo Ye-jin Tae-yang",
    "Kim Lee Park Choi Jung Kang Yoon Jang Lim Han",
  ],
  [
    "Ingrid Lars Astrid Magnus Freja Nils Sigrid Søren Maja Håkon",
    "Johansen Lindqvist Nilsen Bergström Andersen Dahl Holm Ekström Solberg Vik",
  ],
  [
    "Giulia Marco Chiara Luca Francesca Matteo Elena Davide Sara Paolo",
    "Rossi Ferrari Romano Colombo Ricci Marino Greco Conti De Luca Gallo",
  ],
  [
    "Maria João Beatriz Pedro Larissa Thiago Ana Rafael Juliana Caio",
    "Silva Santos Oliveira Pereira Costa Almeida Ferreira Ribeiro Carvalho Gomes",
  ],
  [
    "Kalani Leilani Koa Malia Keanu Nalani Makoa Alana Kai Noelani",
    "Kealoha Kahananui Akana Mahoe Kamaka Kekoa Nakoa Palakiko Kapule Keawe",
  ],
];

export interface PersonName {
  first: string;
  last: string;
  full: string;
}

export function makeName(seed: number, index: number): PersonName {
  const [given, family] = pick(cultures, mix(seed, index, 1));
  // One in twelve has a family name of another culture, as in any town.
  const other = mix(seed, index, 2) % 12 === 0 ? pick(cultures, mix(seed, index, 3))[1] : family;
  const first = pick(given.split(" "), mix(seed, index, 4));
  const last = pick(other.replaceAll("De Luca", "De_Luca").split(" "), mix(seed, index, 5)).replace("_", " ");
  return { first, last, full: `${first} ${last}` };
}

export function splitName(full: string): PersonName {
  const [first = full, ...rest] = full.split(" ");
  return { first, last: rest.join(" "), full };
}
