export interface Standing {
  id: string;
  status: string;
}

/** Deals out changes that all change something: each caddie in turn goes out, or comes back when he is out. */
export class Toggler {
  readonly #caddies: Standing[];
  #dealt = 0;

  constructor(caddies: readonly Standing[]) {
    this.#caddies = caddies.map((caddie) => ({ ...caddie }));
  }

  next(): { caddieId: string; status: "En campo" | "Disponible" } {
    const caddie = this.#caddies[this.#dealt++ % this.#caddies.length];
    if (!caddie) throw new Error("the list is empty");
    const status = caddie.status === "Disponible" ? "En campo" : "Disponible";
    caddie.status = status;
    return { caddieId: caddie.id, status };
  }
}
