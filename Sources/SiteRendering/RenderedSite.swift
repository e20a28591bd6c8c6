import Framework
import HTML
package import SitePlan
import Templates

/// Every file of the site: its path, and the function that makes its bytes. Nothing here can fail.
package struct RenderedSite: Sendable {
  package struct File: Sendable {
    /// The path below the site's folder, with `/` between its parts.
    package let path: String
    package let render: @Sendable () -> [UInt8]
  }

  /// Sorted by path, byte by byte; every path once.
  package let files: [File]
  /// How many of the files are pages.
  package let pageCount: Int

  package init(_ plan: SitePlan) {
    let frame = plan.frame
    var files = plan.pages.map { page in
      File(path: page.route.path) { document(page, in: frame).bytes }
    }
    let assets = ThemeAssets.all + (plan.framework.has(.plan) ? ThemeAssets.plan : [])
    files += assets.map { asset in File(path: Route.themeAsset(name: asset.name).path) { asset.bytes } }
    files += plan.images.map { image in File(path: Route.image(path: image.path).path) { image.bytes } }
    if plan.framework.has(.search) || plan.framework.has(.plan) {
      files.append(File(path: Route.readersIndex.path) { readersIndex(of: plan) })
    }
    if plan.framework.has(.downloads) {
      files.append(File(path: Route.frameworkData.path) { FrameworkData(plan.framework).json() })
      files.append(File(path: Route.opportunitiesData.path) { opportunitiesCSV(plan.framework) })
    }
    if let baseURL = frame.site.baseURL {
      files.append(File(path: Route.sitemap.path) { sitemap(of: plan.pages, at: baseURL) })
    }
    files.append(File(path: Route.robots.path) { robots(at: frame.site.baseURL) })
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    pageCount = plan.pages.count
  }
}
