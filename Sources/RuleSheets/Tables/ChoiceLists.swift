import Tables

/// The lists that columns offer, each once, in a hidden sheet: a list inside a cell's own rule may have
/// no more than 255 characters.
struct ChoiceLists {
    static let sheet = "Lists"
    private(set) var lists: [[String]] = []

    init(_ models: [RuleSheetExport.Model]) {
        for model in models {
            for column in model.tables.flatMap(\.columns)
            where !column.choices.isEmpty && !lists.contains(column.choices) {
                lists.append(column.choices)
            }
        }
    }

    /// The range of a list, as a formula.
    func range(of choices: [String]) -> String? {
        guard let column = lists.firstIndex(of: choices) else { return nil }
        let name = CellName.letters(column)
        return "=\(Self.sheet)!$\(name)$1:$\(name)$\(choices.count)"
    }
}
