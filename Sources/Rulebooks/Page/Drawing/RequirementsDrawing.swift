/// A drawing of what needs what, laid out: boxes in columns, and lines that cross no box.
///
/// Data stands at the left and the decision that is asked last at the right. A line that passes a
/// column takes a place of its own in it, as if it were a box (Sugiyama's method with dummy nodes);
/// orders are found by barycentres, places by isotonic regression.
package struct RequirementsDrawing: Sendable {
    /// What a box stands for, which is its shape.
    package enum Shape: String, Sendable {
        /// A rectangle.
        case decision
        /// A box with round ends.
        case input
        /// A rectangle with two corners cut.
        case knowledge
    }

    /// What a line means, which is its stroke.
    package enum Line: String, Sendable {
        /// A solid line with a full arrowhead: an answer or a fact is needed.
        case information
        /// A dashed line with an open arrowhead: a function is called.
        case knowledge
    }

    /// A box to draw.
    package struct Node: Sendable {
        /// What lines refer to it by.
        package let id: String
        /// Its shape.
        package let shape: Shape
        /// What stands in it.
        package let label: String
        /// The anchor of what the page says of it; nil where there is nothing.
        package let anchor: String?

        /// A box.
        package init(id: String, shape: Shape, label: String, anchor: String? = nil) {
            self.id = id
            self.shape = shape
            self.label = label
            self.anchor = anchor
        }
    }

    /// A line to draw, from what is needed to what needs it.
    package struct Edge: Hashable, Sendable {
        package let from: String
        package let to: String
        package let line: Line

        /// A line.
        package init(from: String, to: String, line: Line = .information) {
            self.from = from
            self.to = to
            self.line = line
        }
    }

    /// A point; x grows to the right and y downwards, in pixels of 1/96 inch.
    package struct Point: Hashable, Sendable {
        package let x: Int
        package let y: Int

        /// A point.
        package init(x: Int, y: Int) {
            self.x = x
            self.y = y
        }
    }

    /// A box in its place.
    package struct Box: Sendable {
        package let node: Node
        package let x: Int
        package let y: Int
        package let width: Int
        package let height: Int
        /// The label, broken into lines that fit.
        package let lines: [String]
    }

    /// A line in its place: points at the sides of columns; between two, level parts alternate with bends.
    package struct Path: Sendable {
        package let edge: Edge
        package let points: [Point]

        /// A line through points.
        package init(edge: Edge, points: [Point]) {
            self.edge = edge
            self.points = points
        }
    }

    /// The boxes, by column and from the top.
    package private(set) var boxes: [Box] = []
    /// The lines.
    package private(set) var paths: [Path] = []
    /// The width of the whole.
    package private(set) var width = 0
    /// The height of the whole.
    package private(set) var height = 0

    /// More boxes than this are not drawn: nobody could read them.
    package static let limit = 120

    /// Lays boxes and lines out; nil when there are none, or too many to be read.
    ///
    /// Lines from or to what is no box, and those that close a circle, are left out.
    package init?(_ nodes: [Node], _ edges: [Edge]) {
        guard !nodes.isEmpty, nodes.count <= RequirementsDrawing.limit, edges.count <= 2000 else {
            return nil
        }
        var layout = LayeredLayout(nodes, edges)
        layout.order()
        layout.place()
        boxes = layout.boxes()
        paths = layout.paths()
        width = layout.width
        height = layout.height
    }
}
