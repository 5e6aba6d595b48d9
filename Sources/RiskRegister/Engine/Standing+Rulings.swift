// What rulings have to do with a standing: what they silence, answer, and take with them.

extension Standing {
    /// A proposal of a kind on a register is silenced by a refusal in force.
    package func refuses(_ kind: Proposal.Kind, _ register: String) -> Bool {
        refusals.contains { $0.kind == kind && $0.register == register }
    }

    /// Rulings that are another risk's from now on: what they hold or silence here ends.
    mutating func forget(_ rulings: Set<Int>) {
        holds.removeAll { rulings.contains($0.ruling) }
        refusals.removeAll { rulings.contains($0.ruling) }
    }

    /// The proposal on a register that a ruling answers: the gravest first.
    package func decidable(_ register: String) -> Proposal? {
        for kind in [Proposal.Kind.deescalate, .close, .confirm, .question] {
            if let found = proposals.first(where: { $0.kind == kind && $0.register == register }) {
                return found
            }
        }
        return nil
    }
}
